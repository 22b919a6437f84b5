// Headers of everything that is open: pages of others may read it in browsers (CORS), and caches may keep it for a while.
export const openHeaders = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'public, max-age=300',
} as const;

/** Types of build-assets.mjs for tests and tools in TypeScript. */
export interface AssetManifest {
  'app.css': string;
  font: string;
  icon: string;
  addresses: string;
  'location-map.js': string;
  'map-worker.js': string;
  'map.css': string;
  'verify-receipt': string;
  passkey: string;
}
export function buildAssets(outDir: string): Promise<AssetManifest>;

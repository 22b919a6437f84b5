// Signing out ends the session at the demonstration's identity provider too.
import type { Request } from '../../../kernel/http/route.ts';
import type { Cookie } from '../../../kernel/http/route.ts';
import { demoProvider, providerSessionCookie } from './provider.ts';

/** @returns cookies that remove the provider's; none when there is no such provider */
export async function endProviderSession(request: Request): Promise<Cookie[]> {
  const provider = demoProvider(request.app);
  const id = request.cookies[providerSessionCookie];
  if (!provider || id === undefined) return [];
  const session = await provider.Session.find(id);
  await session?.destroy();
  return [providerSessionCookie, `${providerSessionCookie}.sig`].map((name) => ({
    name,
    value: '',
    maxAge: 0,
  }));
}

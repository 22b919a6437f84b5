// Content security: our pages load only our own style and font; scripts only from our own files.
import type { App } from '../app.ts';

export function contentSecurity(app: App) {
  const provider = app.config.oidc ? new URL(app.config.oidc.issuer).origin : undefined;
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      // The arrow of buttons is a mask in the style sheet.
      imgSrc: ["'self'", 'data:'],
      scriptSrc: ["'self'"],
      connectSrc: ["'self'"],
      // A form may end at the identity provider when the session has expired (browsers check redirects too).
      formAction: ["'self'", ...(provider ? [provider] : [])],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  };
}

// Content security: our pages load only our own style and font; scripts only from our own files; maps the operator's tiles.
import type { App } from '../app.ts';

export function contentSecurity(app: App) {
  const provider = app.config.oidc ? new URL(app.config.oidc.issuer).origin : undefined;
  const { tiles } = app.config.map;
  const tileOrigin = tiles === undefined ? [] : [new URL(tiles.replace(/[{}]/g, '')).origin];
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      // The arrow of buttons is a mask in the style sheet.
      imgSrc: ["'self'", 'data:', ...tileOrigin],
      // A scan stands beside the form that is filled in from it; such a file may not act (serve-file.ts).
      frameSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Maps are drawn in a worker, from a file of ours; tiles are fetched by it.
      workerSrc: ["'self'"],
      connectSrc: ["'self'", ...tileOrigin],
      // A form may end at the identity provider when the session has expired (browsers check redirects too).
      formAction: ["'self'", ...(provider ? [provider] : [])],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  };
}

// Content security: our pages load only our own style and font; scripts only from our own files; maps the operator's tiles.
import type { App } from '../app.ts';

/** Where the operator's map tiles lie; of `https://host/{z}/{x}/{y}.png` only the host is sure to be an address. */
export const tileServer = (tiles: string): URL => new URL(tiles.replace(/[{}]/g, ''));

export function contentSecurity(app: App) {
  const provider = app.config.oidc ? new URL(app.config.oidc.issuer).origin : undefined;
  const { tiles } = app.config.map;
  const tileOrigin = tiles === undefined ? [] : [tileServer(tiles).origin];
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

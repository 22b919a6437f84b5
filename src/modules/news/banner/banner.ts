// The emergency banner as all processes know it: read from the live value, over by itself when its time has come.
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { App } from '../../../kernel/app.ts';
import { LocalTextSchema } from '../../../kernel/canton-file.ts';

export const levels = ['info', 'warning', 'alarm'] as const;
export type Level = (typeof levels)[number];

export const liveBanner = 'banner';

const BannerSchema = Type.Object({
  id: Type.Integer(),
  level: Type.Enum([...levels]),
  texts: LocalTextSchema,
  /** A path of this site or an https address; empty: none. */
  link: Type.String(),
  /** Municipalities; none: the whole canton. */
  areas: Type.Array(Type.String()),
  from: Type.String(),
  until: Type.String(),
});
export type Banner = Static<typeof BannerSchema>;
const check = Compile(BannerSchema);

/** The one that stands on all pages now. */
export function bannerOf(app: App): Banner | undefined {
  const value = app.live.get(liveBanner);
  if (!check.Check(value)) return undefined;
  return Date.parse(value.until) > app.clock.now().getTime() ? value : undefined;
}

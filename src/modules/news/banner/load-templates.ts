// Reads the canton's banner-templates.yaml: warnings written in four languages beforehand, so that one is out in seconds.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../../kernel/app.ts';
import { LocalTextSchema, readCheckedFile, stopForFaults } from '../../../kernel/canton-file.ts';
import { isLink } from '../is-link.ts';
import { levels } from './banner.ts';
import { longestBanner } from './read-banner.ts';

const strict = { additionalProperties: false };
const TemplateSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 60 }),
    name: LocalTextSchema,
    level: Type.Enum([...levels]),
    texts: LocalTextSchema,
    link: Type.Optional(Type.String()),
    /** How long it stands where nobody says otherwise. */
    hours: Type.Integer({ minimum: 1, maximum: 336 }),
  },
  strict,
);
const FileSchema = Type.Object({ templates: Type.Array(TemplateSchema, { maxItems: 40 }) }, strict);

export type BannerTemplate = Static<typeof TemplateSchema>;
const templatesState = perApp<readonly BannerTemplate[]>('The templates of banners');
export const bannerTemplates = (app: App): readonly BannerTemplate[] => templatesState.of(app);

/** @throws StartFault with every fault of the file */
export async function loadTemplates(app: App): Promise<void> {
  const { data, faults, faultAt } = await readCheckedFile(app.canton, 'banner-templates.yaml', FileSchema);
  const templates = data?.templates ?? [];
  const found = templates.flatMap(({ id, link, texts }, index) => {
    const at = (key: string, message: string) => faultAt(['templates', index, key], message);
    return [
      ...(templates.findIndex((each) => each.id === id) < index ? [at('id', `${id} is there twice.`)] : []),
      ...(link === undefined || isLink(link) ? [] : [at('link', 'Neither a path nor an https address.')]),
      ...(Object.values(texts).some((text) => text.length > longestBanner)
        ? [at('texts', `Longer than ${longestBanner} characters.`)]
        : []),
    ];
  });
  stopForFaults('The templates of banners', [...faults, ...found]);
  templatesState.set(app, templates);
}

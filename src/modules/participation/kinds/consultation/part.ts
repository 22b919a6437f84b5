// The part of a consultation in its definition: the text in the versions that it begins with, paragraph by paragraph.
import { Type, type Static } from 'typebox';
import { LocalTextSchema } from '../../../../kernel/canton-file.ts';
import { Id, strict, type CheckedProcess, type Process } from '../../process.ts';

const ParagraphSchema = Type.Object(
  {
    id: Id,
    /** `§ 1` */
    number: Type.String({ minLength: 1, maxLength: 20 }),
    title: LocalTextSchema,
    text: LocalTextSchema,
  },
  strict,
);
const VersionSchema = Type.Object(
  { name: LocalTextSchema, paragraphs: Type.Array(ParagraphSchema, { minItems: 1, maxItems: 400 }) },
  strict,
);
export const ConsultationPart = Type.Object(
  {
    /**
     * Oldest first. Paragraphs keep their id from one version to the next. Further ones are published on a page: what was
     * published never changes.
     */
    versions: Type.Array(VersionSchema, { minItems: 1, maxItems: 20 }),
  },
  strict,
);

export type Paragraph = Static<typeof ParagraphSchema>;

/** The loader has checked it. */
export const consultationOf = ({ part }: Pick<Process, 'part'>): Static<typeof ConsultationPart> =>
  part as Static<typeof ConsultationPart>;

export function checkConsultation(
  definition: CheckedProcess,
  fault: (path: (string | number)[], message: string) => void,
): void {
  consultationOf(definition).versions.forEach(({ paragraphs }, version) =>
    paragraphs.forEach(({ id }, index) => {
      if (paragraphs.findIndex((each) => each.id === id) < index)
        fault(['versions', version, 'paragraphs', index, 'id'], `${id} is there twice.`);
    }),
  );
}

// The paragraph that a page of the next version is about: as it was published, as it is being changed, and where it may stand.
import { Fault } from '../../../../../kernel/errors.ts';
import type { Request } from '../../../../../kernel/http/route.ts';
import { typedText } from '../../../../../kernel/http/typed-text.ts';
import type { Language } from '../../../../../kernel/i18n/texts.ts';
import type { Process } from '../../../process.ts';
import { consultationTexts } from '../consultation-texts.ts';
import type { Paragraph } from '../part.ts';
import { latest, versionsOf } from '../versions.ts';
import { draftOf } from './draft.ts';
import { freshId, nextText } from './next-text.ts';

export interface Edited {
  id: string;
  address: string;
  /** Of the latest version; absent: it is new. */
  before: Paragraph | undefined;
  /** In the next one; null: it goes; undefined: it is not there yet. */
  now: Paragraph | null | undefined;
  isChanged: boolean;
  /** 0: nothing was changed yet. */
  revision: number;
  follows: string | null;
  /** Of one that is not there yet: behind which it may stand. */
  places: { value: string; label: string }[] | undefined;
  /** Of such a one: an id that nothing has, where another one was put in under its own meanwhile. */
  fresh?: string;
}

export const textOf = (paragraph: Paragraph | null | undefined, language: Language): string =>
  paragraph?.text[language] ?? '';

/** `neu`: one that is not there yet. @throws Fault NOT_FOUND */
export async function editedParagraph(request: Request, process: Process): Promise<Edited> {
  const { app, params, language, body } = request;
  const asked = params['paragraph'] ?? '';
  const versions = await versionsOf(app, process.id);
  const current = latest(versions).paragraphs;
  const draft = await draftOf(app.db, process.id);
  const address = `/mitwirkung/${process.id}/fassung/${asked}`;
  if (asked === 'neu') {
    const published = new Set(versions.flatMap(({ paragraphs }) => paragraphs.map(({ id }) => id)));
    const fresh = freshId(new Set([...published, ...draft.map(({ anchor }) => anchor)]));
    // Clicked twice it is put in once: the form has brought its id along.
    const sent = typedText(body, 'paragraf');
    const id = /^neu-\d{1,4}$/.test(sent) && !published.has(sent) ? sent : fresh;
    const places = nextText(current, draft).map(({ id, number, title }) => ({
      value: id,
      label: `${number} ${title[language]}`,
    }));
    return {
      ...{ id, fresh, address, before: undefined, now: undefined, isChanged: false },
      ...{ revision: 0, follows: null },
      places: [{ value: '', label: consultationTexts(language)('next.first') }, ...places],
    };
  }
  const before = current.find(({ id }) => id === asked);
  const changed = draft.find(({ anchor }) => anchor === asked);
  if (!before && !changed) throw new Fault('NOT_FOUND');
  return {
    ...{ id: asked, address, before },
    now: changed ? changed.paragraph : before,
    isChanged: changed !== undefined,
    revision: changed?.revision ?? 0,
    follows: changed?.follows ?? null,
    places: undefined,
  };
}

// /mitwirkung/:id/fassung/:paragraph: how a paragraph reads in the next version, with the wordings that were taken up.
import type { VNode } from 'preact';
import { Fault } from '../../../../../kernel/errors.ts';
import { page } from '../../../../../kernel/http/page.tsx';
import { seeOther } from '../../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../../kernel/http/route.ts';
import { typedText } from '../../../../../kernel/http/typed-text.ts';
import { languages } from '../../../../../kernel/i18n/texts.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  ErrorSummary,
  Form,
  LongTextField,
  Notice,
  Quiet,
  TextChange,
  TextField,
  Top,
  Wrap,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../../../ui/index.ts';
import { participationTexts } from '../../../participation-texts.ts';
import { consultationTexts } from '../consultation-texts.ts';
import { changeParagraph } from './change-text.ts';
import { editedParagraph, textOf, type Edited } from './edited-paragraph.ts';
import { ownerOf } from './owner-only.ts';
import { faultsOf, longestText, longestTitle, readParagraph } from './typed-paragraph.ts';
import { takenWordings, type TakenWording } from './taken-wordings.ts';

interface Problem {
  errors: FormError[];
  overtaken?: boolean;
}

export async function showParagraph(request: Request, problem: Problem = { errors: [] }): Promise<Reply> {
  const { app, language, body } = request;
  const { process } = ownerOf(request);
  const edited = await editedParagraph(request, process);
  const t = consultationTexts(language);
  const labels = uiLabels(language);
  const { before, now } = edited;
  const title = before ? `${before.number} ${before.title[language]}` : t('next.new');
  const { errors, overtaken = false } = problem;
  const typed = body === undefined ? now : readParagraph(body, edited.id);
  return page(request, {
    title,
    hasErrors: errors.length > 0 || overtaken,
    status: overtaken ? 409 : errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={title}
          crumbs={[
            { label: participationTexts(language)('staff.title'), href: '/mitwirkung' },
            { label: process.title[language], href: `/mitwirkung/${process.id}` },
            { label: t('next.title'), href: `/mitwirkung/${process.id}/fassung` },
          ]}
          tight
        >
          {overtaken ? (
            <Notice tone="warning" title={t('next.paragraphOvertaken')} role="alert">
              <TextChange
                before={textOf(now, language)}
                after={textOf(typed, language)}
                gone={t('next.theirs')}
                added={t('next.yours')}
              />
            </Notice>
          ) : null}
        </Top>
        <ErrorSummary labels={labels} errors={errors} />
        {before && edited.isChanged ? (
          <Band id="aenderung" title={t('next.change')}>
            {now === null ? (
              <p>{t('next.goes')}</p>
            ) : (
              <TextChange
                before={textOf(before, language)}
                after={textOf(now, language)}
                gone={t('change.gone')}
                added={t('change.new')}
              />
            )}
          </Band>
        ) : null}
        <Wordings request={request} edited={edited} items={await takenWordings(app, process.id, edited.id)} />
        <Band id="wortlaut" title={t('next.wording')} last>
          <ParagraphForm {...{ request, edited, typed, errors }} process={process.id} />
        </Band>
      </Wrap>
    ),
  });
}

/** Suggestions that were taken up, each with a button that puts its wording into the next version. */
function Wordings({
  request: { language, csrf },
  edited,
  items,
}: {
  request: Request;
  edited: Edited;
  items: readonly TakenWording[];
}): VNode | null {
  const t = consultationTexts(language);
  if (items.length === 0 || !edited.before) return null;
  return (
    <Band id="aufgenommen" title={t('next.taken')} note={t('next.takenNote')}>
      {items.map(({ id, wording, language: written, who }) => (
        <Form
          key={id}
          plain
          action={edited.address}
          label={t('next.useOf', { who })}
          hidden={{ _csrf: csrf, schritt: 'wortlaut', beitrag: id, revision: String(edited.revision) }}
        >
          <TextChange
            before={textOf(edited.now ?? edited.before, written)}
            after={wording}
            gone={t('change.gone')}
            added={t('change.new')}
            lang={written}
          />
          <Buttons>
            <Button variant="secondary" hidden={who}>
              {t('next.use')}
            </Button>
          </Buttons>
        </Form>
      ))}
    </Band>
  );
}

function ParagraphForm({
  request: { language, csrf, body },
  process,
  edited,
  typed,
  errors,
}: {
  request: Request;
  process: string;
  edited: Edited;
  typed: Edited['now'];
  errors: readonly FormError[];
}): VNode {
  const t = consultationTexts(language);
  const labels = uiLabels(language);
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return (
    <Form
      action={edited.address}
      label={t('next.wording')}
      hidden={{
        ...{ _csrf: csrf, schritt: 'speichern', revision: String(edited.revision) },
        ...(edited.fresh === undefined ? {} : { paragraf: edited.id }),
      }}
    >
      {edited.places === undefined ? null : (
        <Choice
          {...{ labels, as: 'select', id: 'nach', name: 'nach' }}
          label={t('next.follows')}
          value={typedText(body, 'nach') || (edited.places.at(-1)?.value ?? '')}
          options={edited.places}
        />
      )}
      <TextField
        {...{ labels, id: 'nummer', name: 'nummer', width: 'w8' }}
        label={t('next.number')}
        value={typed?.number ?? ''}
        error={errorOf(errors, 'nummer')}
      />
      {languages.map((each) => {
        const name = names.of(each) ?? each;
        return (
          <>
            <TextField
              {...{ labels, id: `titel-${each}`, name: `titel-${each}`, maxLength: longestTitle }}
              label={t('next.titleIn', { language: name })}
              value={typed?.title[each] ?? ''}
              error={errorOf(errors, `titel-${each}`)}
            />
            <LongTextField
              {...{ labels, id: `text-${each}`, name: `text-${each}`, maxLength: longestText }}
              label={t('next.textIn', { language: name })}
              rows={8}
              value={textOf(typed, each)}
              error={errorOf(errors, `text-${each}`)}
            />
          </>
        );
      })}
      <Buttons>
        <Button go>{t('next.save')}</Button>
        {edited.before && edited.now !== null ? (
          <Button variant="secondary" name="weg" value="1">
            {t('next.remove')}
          </Button>
        ) : null}
        {edited.isChanged ? (
          <Button variant="secondary" name="zurueck" value="1">
            {t('next.reset')}
          </Button>
        ) : null}
        <a href={`/mitwirkung/${process}/fassung`}>{t('next.cancel')}</a>
      </Buttons>
      <Quiet>{t('next.saveNote')}</Quiet>
    </Form>
  );
}

/** What a button wants the paragraph to be. */
async function wantedOf(request: Request, process: string, edited: Edited) {
  const { app, body } = request;
  if (typedText(body, 'zurueck') !== '') return { paragraph: undefined };
  if (typedText(body, 'weg') !== '') return { paragraph: null };
  if (typedText(body, 'schritt') !== 'wortlaut') {
    const paragraph = readParagraph(body, edited.id);
    return { paragraph, errors: faultsOf(paragraph, request.language) };
  }
  const base = edited.now ?? edited.before;
  const used = (await takenWordings(app, process, edited.id)).find(
    ({ id }) => id === typedText(body, 'beitrag'),
  );
  if (!used || !base) throw new Fault('NOT_FOUND');
  return { paragraph: { ...base, text: { ...base.text, [used.language]: used.wording } } };
}

export async function sendParagraph(request: Request): Promise<Reply> {
  const { app, body } = request;
  const { process, staff } = ownerOf(request);
  const edited = await editedParagraph(request, process);
  const { paragraph, errors = [] } = await wantedOf(request, process.id, edited);
  if (errors.length > 0) return showParagraph(request, { errors });
  const places = edited.places?.map(({ value }) => value);
  const follows = edited.follows ?? places?.find((each) => each === typedText(body, 'nach')) ?? null;
  const change = (anchor: string) =>
    changeParagraph(app, staff, process, {
      ...{ anchor, follows: edited.before ? null : (follows ?? '') },
      paragraph: paragraph && { ...paragraph, id: anchor },
      revision: Number(typedText(body, 'revision')),
    });
  try {
    await change(edited.id);
  } catch (fault) {
    if (!(fault instanceof Fault && fault.code === 'REVISION_CONFLICT' && paragraph)) throw fault;
    if (edited.fresh === undefined) return showParagraph(request, { errors: [], overtaken: true });
    await change(edited.fresh);
  }
  return seeOther(`/mitwirkung/${process.id}/fassung`);
}

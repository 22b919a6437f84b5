// /schalter/bekanntgabe: the counter blocks disclosure for somebody who was identified, or lifts the block by an identity document;
// who it is by the register is shown and confirmed first.
import {
  AhvField,
  Button,
  Buttons,
  Choice,
  ErrorSummary,
  Form,
  Notice,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { typedAhv } from '../../catalogue/index.ts';
import { blockIdentifications, changeBlockAtCounter, personForBlock } from '../disclosure/change-block.ts';
import { disclosureTexts } from '../disclosure/disclosure-texts.ts';
import { recordDisclosureBlock } from '../permissions.ts';
import { address, confirmPage, wishes } from './counter-block-confirm.tsx';

const results = ['blocked', 'unblocked', 'same'] as const;

interface Typed {
  ahv: string;
  what: string;
  identification: string;
}

function typedIn(body: unknown): Typed {
  const fields = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim().slice(0, 100) : '');
  return { ahv: text('ahv'), what: text('what'), identification: text('identification') };
}

/** Key in the register of whom the clerk has confirmed; '' before they have. */
const personIn = (body: unknown): string => {
  const person = ((body ?? {}) as Record<string, unknown>)['person'];
  return typeof person === 'string' ? person.slice(0, 100) : '';
};

type Messages = Partial<Record<keyof Typed, string>>;

async function post(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  if (actor.kind !== 'staff') throw new Fault('FORBIDDEN');
  const t = disclosureTexts(language);
  const typed = typedIn(request.body);
  const ahv = typedAhv(app, typed.ahv);
  const what = wishes.find((each) => each === typed.what);
  const identification = blockIdentifications.find((each) => each === typed.identification);
  if (ahv === undefined || what === undefined || identification === undefined)
    return formPage(request, typed, {
      ...(ahv === undefined ? { ahv: t('counter.ahvWrong') } : {}),
      ...(what === undefined ? { what: t('counter.whatMissing') } : {}),
      ...(identification === undefined ? { identification: t('counter.identificationMissing') } : {}),
    });
  if (what === 'lift' && identification !== 'document')
    return formPage(request, typed, { identification: t('counter.liftByDocument') });
  const blocked = what === 'set';
  const person = personIn(request.body);
  try {
    if (person === '') {
      const found = await personForBlock(app, actor, ahv, language);
      if (!found) return formPage(request, typed, { ahv: t('counter.unknown') });
      return confirmPage(request, { found, ahv, what, identification });
    }
    const done = await changeBlockAtCounter(app, actor, { ahv, person, blocked, identification, language });
    if (done === 'unknown') return formPage(request, typed, { ahv: t('counter.unknown') });
    const result = blocked ? 'blocked' : 'unblocked';
    const letter = done.byMail ? '' : '&brief=ja';
    return seeOther(`${address}?jetzt=${done.changed ? `${result}${letter}` : 'same'}`);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === 'OWN_MATTER')
      return formPage(request, typed, { ahv: faultText(app, language, error.code) });
    if (error.code !== 'REGISTER_SILENT') throw error;
    return formPage(request, typed, { ahv: t('counter.silent') });
  }
}

function formPage(request: Request, typed: Typed, messages: Messages): Reply {
  const { language } = request;
  const t = disclosureTexts(language);
  const labels = uiLabels(language);
  const errors = Object.entries(messages).map(([fieldId, message]) => ({ fieldId, message }));
  const field = (name: keyof Typed) => ({
    ...{ labels, id: name, name, error: messages[name], value: typed[name] },
  });
  const result = results.find((each) => each === request.query['jetzt']);
  return page(request, {
    title: t('counter.title'),
    status: errors.length > 0 ? 422 : 200,
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('counter.title')}
          lead={t('counter.lead')}
          crumbs={[{ label: t('counter.crumb'), href: '/schalter' }]}
          tight
        />
        {result === undefined || errors.length > 0 ? null : (
          <Notice tone={result === 'same' ? 'info' : 'success'} role="status" title={t(`done.${result}`)}>
            {request.query['brief'] === 'ja' ? <p>{t('counter.letter')}</p> : null}
          </Notice>
        )}
        <Form action={address} hidden={{ _csrf: request.csrf }}>
          <ErrorSummary labels={labels} errors={errors} />
          <AhvField {...field('ahv')} label={t('counter.ahv')} />
          <Choice
            {...field('what')}
            label={t('counter.what')}
            options={wishes.map((each) => ({ value: each, label: t(each) }))}
          />
          <Choice
            {...field('identification')}
            label={t('counter.identification')}
            hint={messages.identification === undefined ? t('counter.liftByDocument') : undefined}
            options={blockIdentifications.map((each) => ({ value: each, label: t(`counter.by.${each}`) }))}
          />
          <Buttons>
            <Button go>{t('counter.next')}</Button>
            <Button variant="secondary" href="/schalter">
              {t('counter.cancel')}
            </Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

export const counterBlockRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: recordDisclosureBlock,
    kind: 'page',
    summary: 'The form with which staff block the disclosure of somebody’s data, or lift the block',
    handle: (request) => formPage(request, typedIn(request.parked), {}),
  },
  {
    method: 'POST',
    url: address,
    may: recordDisclosureBlock,
    kind: 'form',
    summary:
      'Shows who has the AHV number; once confirmed, blocks the disclosure of their data, or lifts the block',
    perMinute: 60,
    handle: post,
  },
];

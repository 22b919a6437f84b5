// /kontakt: «Worum geht es?» and «Wo?», then who is responsible and how to reach them. A GET form: every answer is an address.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  EmptyState,
  Events,
  Form,
  Hints,
  TextField,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { topics } from '../../catalogue/index.ts';
import { subjectPath } from '../api/contact-api.ts';
import { contactTexts } from '../contact-texts.ts';
import { findContact, type ContactAnswer } from '../queries/find-contact.ts';
import { municipalityById, municipalityOf, type Municipality } from '../queries/municipality-of.ts';
import { addedToFinder } from './added-to-finder.ts';
import { UnitAnswer } from './unit-answer.tsx';

const longest = 200;

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = contactTexts(language);
  const q = (query['q'] ?? '').slice(0, longest).trim();
  const place = (query['ort'] ?? '').slice(0, longest).trim();
  const typedArea = place === '' ? undefined : await municipalityOf(app, place);
  const area = typedArea ?? municipalityById(app, query['wo']);
  const chosen = { topic: query['thema'], service: query['leistung'], unit: query['stelle'] };
  const asked = q !== '' || Object.values(chosen).some((each) => each !== undefined && each !== '');
  const answer = asked ? await findContact(app, { q, ...chosen, area: area?.id }, language) : undefined;
  const title = answer?.subject ? t('finder.titleFor', { subject: answer.subject.title }) : t('finder.title');
  return page(request, {
    title,
    description: t('finder.lead'),
    indexed: !asked,
    scripts: ['search'],
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          lead={answer?.subject ? undefined : t('finder.lead')}
        />
        {answer ? <Answer request={request} answer={answer} area={area} q={q} /> : null}
        <Band id="suchen" title={t(answer ? 'finder.again' : 'finder.ask')}>
          <FinderForm
            request={request}
            q={q}
            area={area}
            place={place}
            unknown={place !== '' && typedArea === undefined}
            chosen={answer?.subject}
          />
        </Band>
        <Band id="themen" title={t('finder.topics')}>
          <Events
            items={topics(app).map(({ id, name }) => ({
              label: name[language],
              href: subjectPath({ kind: 'topic', id }, area?.id),
            }))}
          />
          <Hints
            links={[
              { href: '/stellen', label: t('finder.allUnits') },
              { href: '/korrekturen', label: t('log.title') },
            ]}
          />
        </Band>
        {addedToFinder.of(app).map((band) => band(app, language))}
      </Wrap>
    ),
  });
}

function FinderForm(props: {
  request: Request;
  q: string;
  area: Municipality | undefined;
  place: string;
  /** The place that was typed lies nowhere that we know. */
  unknown: boolean;
  chosen: ContactAnswer['subject'];
}): VNode {
  const { request, q, area, place, unknown, chosen } = props;
  const { app, language } = request;
  const t = contactTexts(language);
  const labels = uiLabels(language);
  return (
    <Form plain action="/kontakt" method="get" label={t('finder.ask')}>
      <TextField
        labels={labels}
        id="q"
        name="q"
        label={t('finder.what')}
        hint={t('finder.whatHint')}
        value={q === '' ? chosen?.title : q}
        maxLength={longest}
      />
      <Choice
        labels={labels}
        id="wo"
        name="wo"
        label={t('finder.where')}
        value={place === '' || unknown ? (area?.id ?? '') : ''}
        options={[
          ...app.canton.municipalities.map(({ id, name }) => ({ value: id, label: name })),
          { value: '', label: t('finder.anywhere') },
        ]}
      />
      <TextField
        labels={labels}
        id="ort"
        name="ort"
        label={t('finder.address')}
        hint={t('finder.addressHint')}
        optional
        value={place}
        maxLength={longest}
        error={unknown ? t('finder.addressUnknown') : undefined}
      />
      <Buttons>
        <Button>{t('finder.search')}</Button>
      </Buttons>
    </Form>
  );
}

function Answer(props: {
  request: Request;
  answer: ContactAnswer;
  area: Municipality | undefined;
  q: string;
}): VNode {
  const { request, answer, area, q } = props;
  const { language } = request;
  const t = contactTexts(language);
  const { subject, units, others } = answer;
  if (!subject)
    return (
      <Band id="nichts" title={t('finder.nothing')}>
        <EmptyState text={t('finder.nothingText', { query: q })}>
          <a href="/stellen">{t('finder.allUnits')}</a>
        </EmptyState>
      </Band>
    );
  return (
    <>
      {units.map((each) => (
        <UnitAnswer key={each.unit.id} request={request} responsible={each} subject={subject} area={area} />
      ))}
      {others.length > 0 ? (
        <Band id="auch" title={t('finder.others')}>
          <Hints links={others.map((each) => ({ href: subjectPath(each, area?.id), label: each.title }))} />
        </Band>
      ) : null}
    </>
  );
}

export const finderRoutes: Route[] = [
  {
    method: 'GET',
    url: '/kontakt',
    may: everyone,
    kind: 'page',
    summary: 'Contact finder: who is responsible for what, where, and how to reach them',
    perMinute: 240,
    handle: show,
  },
];

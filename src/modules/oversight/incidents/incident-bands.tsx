// The parts of the page of one breach.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import {
  Band,
  Button,
  Buttons,
  Facts,
  Form,
  LongTextField,
  Notice,
  PlainText,
  Quiet,
  Rows,
  State,
  formatDateTime,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { describedFacts } from './described-facts.ts';
import type { Incident } from './incident.ts';
import { untold, type IncidentEntry, type Telling } from './load-incidents.ts';
import { longest } from './read-incident.ts';
import { typedText, type Typed } from '../../../engine/index.ts';

export interface ShownIncident {
  request: Request;
  incident: Incident;
  affected: { persons: number; uses: number };
  telling: Telling;
  typed: Typed;
  errors: readonly FormError[];
}

export function DescribedFacts(props: {
  request: Request;
  incident: Incident;
  names: ReadonlyMap<string, string>;
}): VNode {
  const { request, incident, names } = props;
  return <Facts items={describedFacts(request.app, request.language, incident, names)} />;
}

/** A button that does one thing to the incident as it was seen; while the clock runs, the one that stops it is the first. */
export function Act({
  request,
  incident,
  what,
  label,
}: Pick<ShownIncident, 'request' | 'incident'> & Did): VNode {
  return (
    <Form plain action={`/aufsicht/vorfaelle/${incident.id}`} hidden={hiddenOf(request, incident, what)}>
      <Buttons>
        <Button variant={what === 'authority' ? 'primary' : 'secondary'}>{label}</Button>
      </Buttons>
    </Form>
  );
}
interface Did {
  what: 'authority' | 'further';
  label: string;
}

export const hiddenOf = (request: Request, incident: Incident, what: string) => ({
  _csrf: request.csrf,
  revision: String(incident.revision),
  do: what,
});

export function PersonsBand(shown: ShownIncident): VNode {
  const { request, incident, affected, telling } = shown;
  const { language } = request;
  const t = oversightTexts(language);
  const confirmed = incident.confirmedAt !== null;
  const persons = confirmed ? telling.persons : affected.persons;
  return (
    <Band id="betroffene" title={t('breach.affected')} note={t('breach.affected.note')}>
      <div class="stack">
        {persons === 0 ? (
          <Notice
            tone="warning"
            level={3}
            title={t(incident.ofCase && incident.caseRef === null ? 'breach.caseGone' : 'breach.nobody')}
          />
        ) : (
          <p>
            <b>
              {confirmed
                ? t('breach.count.fixed', { persons })
                : t('breach.count', { persons, uses: affected.uses })}
            </b>{' '}
            <a href={`/aufsicht/vorfaelle/${incident.id}/betroffene`}>{t('breach.list')}</a>
          </p>
        )}
        {confirmed ? <Progress {...shown} /> : null}
        {confirmed || persons === 0 || incident.closedAt !== null ? null : (
          <>
            <Buttons>
              <Button href={`/aufsicht/vorfaelle/${incident.id}/informieren`} variant="secondary">
                {t('breach.tell')}
              </Button>
            </Buttons>
            <Quiet>{t('breach.tell.next')}</Quiet>
          </>
        )}
      </div>
    </Band>
  );
}

function Progress({ request, incident, telling }: ShownIncident): VNode {
  const t = oversightTexts(request.language);
  const left = untold(telling);
  return (
    <>
      <p>
        <State tone={left === 0 ? 'success' : 'info'}>
          {left === 0 ? t('breach.tellingDone') : t('breach.telling', { told: telling.persons - left, left })}
        </State>
      </p>
      <Quiet>
        {t('breach.tellingHow', { mail: telling.mail, account: telling.account, gone: telling.gone })}
      </Quiet>
      {left === 0 ? null : (
        <Act request={request} incident={incident} what="further" label={t('breach.tellFurther')} />
      )}
    </>
  );
}

export function ClosingBand({ request, incident, typed, errors }: ShownIncident): VNode | null {
  if (incident.closedAt !== null) return null;
  const t = oversightTexts(request.language);
  const labels = uiLabels(request.language);
  const error = (field: string) => errors.find(({ fieldId }) => fieldId === field)?.message;
  const reasons = incident.authorityToldAt === null || incident.confirmedAt === null;
  return (
    <Band id="abschluss" title={t('breach.closing')}>
      <Form plain action={`/aufsicht/vorfaelle/${incident.id}`} hidden={hiddenOf(request, incident, 'close')}>
        <div class="stack">
          <LongTextField
            labels={labels}
            id="measures"
            name="measures"
            label={t('breach.closing.measures')}
            value={typedText(typed, 'measures')}
            error={error('measures')}
            maxLength={longest.measures}
          />
          {reasons ? (
            <LongTextField
              labels={labels}
              id="why"
              name="why"
              label={t('breach.closing.why')}
              hint={t('breach.closing.why.hint')}
              value={typedText(typed, 'why')}
              error={error('why')}
              maxLength={longest.measures}
              rows={3}
            />
          ) : null}
          <Buttons>
            <Button variant={incident.authorityToldAt === null ? 'secondary' : 'primary'}>
              {t('breach.close')}
            </Button>
          </Buttons>
        </div>
      </Form>
    </Band>
  );
}

interface HistoryProps {
  language: Language;
  history: readonly IncidentEntry[];
  names: ReadonlyMap<string, string>;
}

/** The newest first, with what was said then. */
export function HistoryRows({ language, history, names }: HistoryProps): VNode {
  const t = oversightTexts(language);
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? [value] : []);
  return (
    <Rows
      small
      items={[...history].reverse().map(({ at, kind, byId, said }) => ({
        when: formatDateTime(at, language),
        title: t(`breach.entry.${kind as 'recorded' | 'changed' | 'authority' | 'confirmed' | 'closed'}`),
        text: names.get(byId) ?? t('unusual.gone'),
        children:
          [...text(said['what']), ...text(said['measures']), ...text(said['why'])].length ===
          0 ? undefined : (
            <PlainText
              text={[...text(said['what']), ...text(said['measures']), ...text(said['why'])].join('\n\n')}
              breaks
            />
          ),
      }))}
    />
  );
}

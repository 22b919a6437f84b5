// What the page of a secret ballot says besides the ballot: how it stays secret, what the script needs, and what is so without one.
import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { typedText } from '../../../../kernel/http/typed-text.ts';
import { Declaration, Notice, Quiet, formatDate, uiLabels } from '../../../../ui/index.ts';
import { lastVotingDay } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { ballotKey } from '../../secret/ballot-keys.ts';
import { budgetTexts } from './budget-texts.ts';
import { ballotRules, budgetOf } from './part.ts';
import { ballotForm, francs } from './read-ballot.ts';
import type { SecretPage } from './secret-page.ts';

/** @param known whether somebody is signed in or has entered a code */
export function SecretNotice({
  request: { language },
  process,
  known,
}: {
  request: Request;
  process: Process;
  known: boolean;
}): VNode {
  const t = budgetTexts(language);
  const back = encodeURIComponent(`/mitreden/${process.id}/stimmzettel`);
  return (
    <>
      {known ? null : (
        <Notice tone="info" title={t('secret.who')}>
          <p>
            <a href={`/anmelden?weiter=${back}`}>{t('secret.signIn')}</a>
            {process.who.codes ? (
              <>
                {' · '}
                <a href={`/mitreden/${process.id}/code`}>{t('secret.code')}</a>
              </>
            ) : null}
          </p>
        </Notice>
      )}
      <noscript>
        <Notice tone="warning" title={t('secret.noScript')}>
          {t('secret.noScriptText')}
        </Notice>
      </noscript>
      <div data-script="1" hidden>
        <Notice tone="info" title={t('secret.title')}>
          <p>{t('secret.how')}</p>
          <p>{t('secret.store')}</p>
          <p>{t('secret.network')}</p>
          <p>
            <a href={`/mitreden/${process.id}/urne`}>{t('secret.box')}</a>
          </p>
        </Notice>
      </div>
    </>
  );
}

/** Gone where the script runs. */
export function OpenDeclaration({
  request: { language, body },
  error,
}: {
  request: Request;
  error: boolean;
}): VNode {
  const t = budgetTexts(language);
  return (
    <div data-script="0" class="stack">
      <Declaration
        labels={uiLabels(language)}
        id="offen"
        name="offen"
        label={t('secret.openDeclare')}
        value={typedText(body, 'offen') === 'yes'}
        error={error ? t('secret.openMissing') : undefined}
      />
    </div>
  );
}

/** What the script reads and fills: data and words of this page, in its language. */
export async function SecretScript({
  request: { app, language },
  process,
}: {
  request: Pick<Request, 'app' | 'language'>;
  process: Process;
}): Promise<VNode> {
  const t = budgetTexts(language);
  const { amount, ballot, projects } = budgetOf(process);
  const { public: key } = await ballotKey(app, process.id);
  const points = ballot.points ?? 0;
  const data: SecretPage = {
    process: process.id,
    key,
    language,
    issue: `/mitreden/${process.id}/stimmzettel`,
    box: `/api/v1/participation/${process.id}/ballots?lang=${language}`,
    form: ballotForm(process),
    rules: ballotRules(process),
    amount,
    projects: projects.map(({ id, cost, title }) => ({ id, cost, title: title[language] })),
    // Numbers and names are put in by the script.
    words: {
      BALLOT_DOUBLE_PROJECT: t('ballot.double', { project: '{project}' }),
      BALLOT_UNKNOWN_PROJECT: t('ballot.unknown'),
      BALLOT_TOO_FEW: t('ballot.few', { least: ballot.least }),
      BALLOT_TOO_MANY: t('ballot.many', { most: ballot.most, count: '{count}' }),
      BALLOT_OVER_COST: t('ballot.over', { sum: '{sum}', over: '{over}' }),
      BALLOT_POINTS_OVER: t('ballot.pointsOver', { sum: '{count}', points }),
      points: t('ballot.pointsNumber', { points }),
      sum: t('secret.sum', { sum: '{sum}', amount: francs(amount, language) }),
      working: t('secret.working'),
      taken: t('secret.taken', { day: formatDate(lastVotingDay(process) ?? '', language) }),
      receipt: t('secret.receipt', { receipt: '{receipt}' }),
      lost: t('secret.lost'),
      unable: t('secret.unable'),
      takeOnly: t('secret.take'),
      download: t('secret.download'),
    },
  };
  return (
    <div id="geheim" data-geheim={JSON.stringify(data)}>
      <template id="geheim-fehler">
        <Notice tone="danger" title={t('secret.failed')}>
          <p data-place="text" />
        </Notice>
      </template>
      <template id="geheim-sagt">
        <Notice tone="info" title={t('ballot.title')}>
          <p data-place="text" />
        </Notice>
      </template>
      <template id="geheim-fertig">
        <Notice tone="success" title={t('ballot.done')}>
          <p data-place="text" />
          <p>
            <a data-place="download" href={`/mitreden/${process.id}/urne`} />
          </p>
        </Notice>
        <Quiet>{t('secret.check')}</Quiet>
      </template>
      <div id="geheim-stand" role="status" tabIndex={-1} />
    </div>
  );
}

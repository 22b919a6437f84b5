// `/log/pruefen`: checks a receipt in the browser; without JavaScript it explains the command that does the same.
import type { VNode } from 'preact';
import {
  Band,
  Facts,
  FileField,
  MoreLink,
  Notice,
  PlainText,
  Stack,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { locales, type Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { receiptFaults } from '../../../tlog/receipt.ts';
import { knownKeys } from '../queries/log-state.ts';
import { transparencyTexts } from '../transparency-texts.ts';

const command = 'npm run verify-log -- beleg.json';

async function showVerify(request: Request) {
  const { app, language } = request;
  const t = transparencyTexts(language);
  const labels = uiLabels(language);
  const known = await knownKeys(app);
  return page(request, {
    title: t('verify.title'),
    description: t('verify.lead'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('verify.title')}
          lead={t('verify.lead')}
          crumbs={[{ label: t('title'), href: '/log' }]}
        />
        <Band id="pruefen" title={t('verify.tool')}>
          <noscript>
            <p>{t('verify.noScript')}</p>
          </noscript>
          <div
            class="stack"
            id="pruefung"
            hidden
            data-log-keys={known.log.join(' ')}
            data-witness-keys={known.witness.join(' ')}
            data-locale={locales[language]}
          >
            <FileField
              labels={labels}
              id="beleg"
              name="beleg"
              label={t('verify.file')}
              hint={t('verify.fileHint')}
              value={undefined}
              accept=".json,application/json"
            />
            <div id="ergebnis" role="status" />
          </div>
        </Band>
        <Verdicts language={language} />
        <Band id="was" title={t('verify.checks')}>
          <PlainText text={t('verify.checksText')} />
        </Band>
        <Band id="ohne-uns" title={t('verify.offline')} last>
          <Stack>
            <p>{t('verify.offlineText')}</p>
            <div class="scroll" role="region" aria-label={t('verify.command')} tabIndex={0}>
              <pre>
                <code lang="en">{command}</code>
              </pre>
            </div>
            <p>
              <MoreLink href="/quellcode" label={t('verify.source')} />
            </p>
          </Stack>
        </Band>
        <script type="module" src={app.assets.verifyReceipt} />
      </Wrap>
    ),
  });
}

/** What the script may have to say, in the words of this language; it fills the places in them. */
function Verdicts({ language }: { language: Language }): VNode {
  const t = transparencyTexts(language);
  const place = (name: string) => <span data-place={name} />;
  return (
    <>
      <template id="echt">
        <div class="stack">
          <Notice tone="success" title={t('verify.valid')} level={2}>
            {t('verify.validText')}
          </Notice>
          <Facts
            items={[
              { term: t('verify.entries'), value: place('entries') },
              { term: t('verify.log'), value: place('origin') },
              { term: t('verify.size'), value: place('size') },
              { term: t('verify.witness'), value: place('witnessed') },
            ]}
          />
        </div>
      </template>
      <template id="ohne-zeuge">{t('verify.noWitness')}</template>
      {receiptFaults.map((fault) => (
        <template key={fault} id={`fehler-${fault}`}>
          <Notice tone="danger" title={t('verify.invalid')} level={2}>
            <p>{t(`fault.${fault}`)}</p>
            <p data-if="entry">{t('verify.which', { entry: '#' })}</p>
          </Notice>
        </template>
      ))}
    </>
  );
}

export const verifyPage: Route = {
  method: 'GET',
  url: '/log/pruefen',
  may: everyone,
  kind: 'page',
  summary: 'Checks a receipt of the transparency log in the browser',
  handle: showVerify,
};

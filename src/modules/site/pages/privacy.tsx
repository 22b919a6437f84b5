// `/datenschutz`: which data, what for, for how long, and the rights of the person.
import { Table } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { tileServer } from '../../../kernel/http/content-security.ts';
import type { Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { durationText, services, text } from '../../catalogue/index.ts';
import { unitOf } from '../../organisation/index.ts';
import { siteOf } from '../load-site.ts';
import { siteTexts } from '../site-texts.ts';
import { fixedPage } from './fixed-page.tsx';

export const privacyPage: Route = {
  method: 'GET',
  url: '/datenschutz',
  may: everyone,
  kind: 'page',
  summary: 'Privacy: data, purposes, retention, rights',
  shared: true,
  handle: (request) => {
    const { app, language } = request;
    const t = siteTexts(language);
    const { contacts, dataProtectionAct: act } = siteOf.of(app);
    const demo = app.config.mode === 'demo';
    const { tiles } = app.config.map;
    return fixedPage(request, {
      title: t('privacy.title'),
      lead: t('privacy.lead'),
      sections: [
        ...(demo ? [{ id: 'demonstration', title: t('privacy.demo'), text: t('privacy.demoText') }] : []),
        {
          id: 'besuch',
          title: t('privacy.visit'),
          text: t('privacy.visitText', { tiles: tiles === undefined ? 'none' : tileServer(tiles).host }),
        },
        {
          id: 'zwecke',
          title: t('privacy.purposes'),
          note: t('privacy.purposesNote'),
          more: <Purposes app={app} language={language} />,
        },
        {
          id: 'zugriffe',
          title: t('privacy.accesses'),
          text: t('privacy.accessesText'),
          more: (
            <p>
              <a href="/konto/zugriffe">{t('privacy.accessesLink')}</a>
            </p>
          ),
        },
        {
          id: 'rechte',
          title: t('privacy.rights'),
          text: t('privacy.rightsText'),
          more: (
            <p>
              <a href={`/stellen/${contacts.dataProtection}`}>
                {unitOf(app, contacts.dataProtection)?.name[language]}
              </a>
              <br />
              <a href={`/stellen/${contacts.ombudsman}`}>{unitOf(app, contacts.ombudsman)?.name[language]}</a>
            </p>
          ),
        },
        {
          id: 'recht',
          title: t('privacy.law'),
          text: t(act.unverified ? 'privacy.lawUnverified' : 'privacy.lawText', {
            act: act.name,
            number: act.number,
          }),
        },
      ],
    });
  },
};

/** From the definitions themselves: the table can't forget a service. */
function Purposes({ app, language }: { app: App; language: Language }) {
  const t = siteTexts(language);
  return (
    <Table
      id="zwecke-tabelle"
      caption={t('privacy.purposesCaption')}
      hideCaption
      columns={[
        { label: t('privacy.service') },
        { label: t('privacy.purpose') },
        { label: t('privacy.kept') },
      ]}
      rows={services(app).map((service) => ({
        key: service.id,
        cells: [
          <a key="a" href={`/leistungen/${service.id}`}>
            {text(service, language, 'title')}
          </a>,
          text(service, language, 'purpose'),
          durationText(service.purpose.retention.keep, language),
        ],
      }))}
    />
  );
}

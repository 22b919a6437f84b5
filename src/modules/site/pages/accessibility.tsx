// `/barrierefreiheit`: what was tried, what is still missing, and whom to tell (eCH-0059, WCAG 2.2 AA).
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { siteTexts } from '../site-texts.ts';
import { fixedPage } from './fixed-page.tsx';

export const accessibilityPage: Route = {
  method: 'GET',
  url: '/barrierefreiheit',
  may: everyone,
  kind: 'page',
  summary: 'Accessibility statement',
  shared: true,
  handle: (request) => {
    const t = siteTexts(request.language);
    return fixedPage(request, {
      title: t('accessibility.title'),
      lead: t('accessibility.lead'),
      sections: [
        { id: 'stand', title: t('accessibility.state'), text: t('accessibility.stateText') },
        { id: 'geprueft', title: t('accessibility.tested'), text: t('accessibility.testedText') },
        { id: 'fehlt', title: t('accessibility.missing'), text: t('accessibility.missingText') },
        {
          id: 'melden',
          title: t('accessibility.tell'),
          text: t('accessibility.tellText'),
          more: (
            <p>
              <a href="/kontakt">{t('contact.title')}</a>
            </p>
          ),
        },
      ],
    });
  },
};

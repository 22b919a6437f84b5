/** All components on pages, for tests only: the reference design rebuilt, every field, every part, every error. */
import type { VNode } from 'preact';
import { accountPage } from './gallery/account.tsx';
import { casePage } from './gallery/case.tsx';
import { fieldsPage } from './gallery/fields.tsx';
import { formStepPage } from './gallery/form-step.tsx';
import { galleryFrame, type GalleryFrame } from './gallery/frame.tsx';
import { homePage } from './gallery/home.tsx';
import { partsPage } from './gallery/parts.tsx';
import { servicePage } from './gallery/service.tsx';
import { summaryPage } from './gallery/summary.tsx';
import { worklistPage } from './gallery/worklist.tsx';
import { ErrorContent, ErrorPage, PageLayout } from './index.ts';

function notFoundPage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/gibt-es-nicht', 'nobody', 0);
  return <ErrorPage frame={frame} status="404" searchAction="/suche" reference="01JD-7F3K" />;
}

function conflictPage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/faelle/HB-2026-0417', 'staff', 1);
  return (
    <PageLayout frame={frame} title={frame.labels.error['409'].title} staff noIndex>
      <ErrorContent
        labels={frame.labels}
        status="409"
        code="CASE_CHANGED"
        detail="Jemand hat das Geschäft vor 2 Minuten entschieden. Ihr Entwurf wurde nicht übernommen."
        home="/arbeitsliste"
        action={{ label: 'Neuen Stand laden', href: '/faelle/HB-2026-0417' }}
      />
    </PageLayout>
  );
}

/** Name to page. `assets` are the addresses of style sheet, font and icon. */
export const galleryPages: Readonly<Record<string, (options: GalleryFrame) => VNode>> = {
  home: homePage,
  service: servicePage,
  'form-step': formStepPage,
  summary: summaryPage,
  account: accountPage,
  case: casePage,
  worklist: worklistPage,
  fields: fieldsPage,
  parts: partsPage,
  'not-found': notFoundPage,
  conflict: conflictPage,
};

// A certificate on paper: a tagged PDF/UA-1 in the language in which the test was taken, the same however often it is made.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../../kernel/app.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { asLanguage, type Language } from '../../../kernel/i18n/texts.ts';
import { compilePdf } from '../../../kernel/pdf/compile-pdf.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { kernelTexts } from '../../../kernel/texts/kernel-texts.ts';
import { formatDate, formatDateTime } from '../../../ui/index.ts';
import { achievementWords, issuerName } from '../badge/words.ts';
import { courseNamed } from '../courses.ts';
import { learningTexts } from '../learning-texts.ts';
import type { OwnCertificate } from '../queries/certificates.ts';

/** All that the paper shows; plain text only. */
export interface CertificatePaper {
  language: Language;
  region: string;
  canton: string;
  demo: string;
  title: string;
  holder: string;
  has: string;
  course: string;
  criteria: string;
  modules: string[];
  dates: string[];
  day: { year: number; month: number; day: number };
  issuer: string;
  verify: { code: string; url: string };
  labels: { contents: string; verify: string; code: string };
}

let template: string | undefined;

/** Errors as `compilePdf`. */
export function renderCertificate(paper: CertificatePaper): Promise<Buffer> {
  template ??= readFileSync(
    // The bundle has no folders of modules.
    join(projectFolder, 'src', 'modules', 'learning', 'certificate', 'certificate.typ'),
    'utf8',
  );
  const { year, month, day } = paper.day;
  const created = Math.floor(Date.UTC(year, month - 1, day, 12) / 1000);
  const unshown = kernelTexts(paper.language)('letter.unshown', { sign: '\ufffd' });
  return compilePdf(template, { ...paper, unshown: '' }, created, (shown) => ({ ...shown, unshown }));
}

export function certificatePaper(app: App, certificate: OwnCertificate): CertificatePaper {
  const language = asLanguage(certificate.language) ?? 'de';
  const t = learningTexts(language);
  const { code, issuedAt, validUntil } = certificate;
  const now = courseNamed(app, certificate.course);
  // What a later version of the course teaches is not what was learned.
  const course = now?.version === certificate.version ? now : undefined;
  const issued = dayInSwitzerland(issuedAt);
  const [year = 0, month = 0, day = 0] = issued.split('-').map(Number);
  return {
    language,
    region: language === 'en' ? 'GB' : 'CH',
    canton: app.canton.name[language],
    demo: app.config.mode === 'demo' ? t('paper.demo') : '',
    title: t('paper.title'),
    holder: certificate.holder,
    has: t('paper.has'),
    course: certificate.title[language],
    criteria: course ? achievementWords(course, language).criteria : '',
    modules: course?.modules.map(({ title }) => title[language]) ?? [],
    dates: [
      t('paper.issued', { day: formatDate(issued, language) }),
      validUntil === undefined
        ? t('paper.unlimited')
        : t('paper.until', { moment: formatDateTime(validUntil, language, 'long') }),
    ],
    day: { year, month, day },
    issuer: issuerName(app, language),
    verify: { code, url: `${app.config.baseUrl}/verify/${code}` },
    labels: { contents: t('paper.contents'), verify: t('paper.verify'), code: t('paper.code') },
  };
}

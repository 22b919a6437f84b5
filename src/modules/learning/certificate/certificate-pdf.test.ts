// A certificate on paper is made in every language and with every name, tagged as PDF/UA-1 asks.
import { describe, expect, it } from 'vitest';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { renderCertificate, type CertificatePaper } from './certificate-pdf.ts';

const paper = (language: Language, holder: string): CertificatePaper => ({
  language,
  region: language === 'en' ? 'GB' : 'CH',
  canton: 'Basel-Stadt',
  demo: '',
  title: 'Zertifikat',
  holder,
  has: 'hat den folgenden Kurs mit Erfolg abgeschlossen:',
  course: 'Umgang mit besonderen Personendaten',
  criteria: 'Vier Module und ein Test.',
  modules: ['Was besonders ist', 'Was wir dürfen'],
  dates: ['Ausgestellt am 27. November 2026', 'Gültig bis 27. November 2028'],
  day: { year: 2026, month: 11, day: 27 },
  issuer: 'Kanton Basel-Stadt',
  verify: { code: '7KQ4-M2XD-9HTR-V3WB', url: 'https://example.org/verify/7KQ4-M2XD-9HTR-V3WB' },
  labels: { contents: 'Inhalt', verify: 'Hier prüfen:', code: 'Code' },
});

describe('a certificate', () => {
  it.each(languages)('in %s is a tagged document with title and language', async (language) => {
    const pdf = (await renderCertificate(paper(language, 'Fiona Muster'))).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf).toContain('pdfuaid:part');
    expect(pdf).toContain(`/Lang (${language}-${language === 'en' ? 'GB' : 'CH'})`);
    expect(pdf).toContain('/MarkInfo');
  });

  it.each(['Đặng Żółć', '漢字', '#panic("x") @ref <label>', 'W'.repeat(300)])(
    'is made for %s',
    async (holder) => {
      const pdf = await renderCertificate(paper('de', holder));
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    },
  );

  it('is the same however often it is made', async () => {
    const [first, second] = [
      await renderCertificate(paper('de', 'Fiona Muster')),
      await renderCertificate(paper('de', 'Fiona Muster')),
    ];
    expect(first.equals(second)).toBe(true);
  });
});

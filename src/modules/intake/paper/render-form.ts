// Sets a paper form as tagged PDF/UA-1, each page with its own code.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../../kernel/app.ts';
import { compilePdf, countPages } from '../../../kernel/pdf/compile-pdf.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { formCode, qrSvg } from './form-code.ts';
import { formModel, type PrintedForm } from './form-model.ts';

let template: string | undefined;

/** Bytes of the PDF; the same form gives the same bytes all day. Errors as `compilePdf`. */
export async function renderForm(app: App, printed: PrintedForm): Promise<Buffer> {
  template ??= readFileSync(join(projectFolder, 'src', 'modules', 'intake', 'paper', 'form.typ'), 'utf8');
  const model = formModel(app, printed);
  const { definition, language, number } = printed;
  // The room for the codes is the same with and without them, so the pages stay as counted.
  const codes = Array.from({ length: await countPages(template, model) }, (_, index) => {
    const text = formCode({
      serviceId: definition.id,
      version: definition.version,
      language,
      number,
      page: index + 1,
    });
    return { text, svg: qrSvg(text) };
  });
  const { year, month, day } = model.day;
  const created = Math.floor(Date.UTC(year, month - 1, day, 12) / 1000);
  return compilePdf(template, { ...model, codes }, created);
}

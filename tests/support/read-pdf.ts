// Reads a PDF as programs and readers of screens do: text, tags, metadata, and the pages as pictures for codes.
import jsQrModule from 'jsqr';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

// The package is CommonJS; its types know only the ES form.
const jsQr = ((jsQrModule as { default?: unknown }).default ?? jsQrModule) as (
  data: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null;

export interface ReadPdf {
  /** Text of each page, words parted by single spaces. */
  pages: string[];
  title: string | undefined;
  language: string | undefined;
  /** Roles in the structure trees: `H1`, `P`, `L`. */
  roles: Set<string>;
  /** XMP metadata as XML, uncompressed in the file. */
  raw: string;
  /** What the QR code on a page says, found in the page as a picture; undefined when there is none. */
  qr(page: number): Promise<string | undefined>;
  close(): Promise<void>;
}

interface Node {
  role?: string;
  children?: Node[];
}

function collectRoles(node: Node, roles: Set<string>): void {
  if (node.role) roles.add(node.role);
  for (const child of node.children ?? []) collectRoles(child, roles);
}

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const { info } = await document.getMetadata();
  const roles = new Set<string>();
  const sheets: PDFPageProxy[] = [];
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    sheets.push(page);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
    pages.push(text.replace(/[\s\u00a0\u202f]+/g, ' '));
    const tree = (await page.getStructTree()) as Node | null;
    if (tree) collectRoles(tree, roles);
  }
  const { Title: title, Language: language } = info as { Title?: string; Language?: string };
  return {
    pages,
    title,
    language,
    roles,
    raw: bytes.toString('latin1'),
    async qr(number) {
      const page = sheets[number - 1];
      if (!page) return undefined;
      const viewport = page.getViewport({ scale: 2 });
      const factory = document.canvasFactory as {
        create(
          width: number,
          height: number,
        ): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D };
      };
      const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
      await page.render({ canvas, canvasContext: context, viewport }).promise;
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      return jsQr(data, width, height)?.data;
    },
    close: () => task.destroy(),
  };
}

// The Swiss QR code as a picture: 46 mm wide, with the Swiss cross of 7 mm in its middle (SIX, style guide QR-bill).
import { qrPath, quietZone } from '../../../kernel/qr-path.ts';

/** Millimetres. */
const width = 46;
const cross = 7;

/** SVG in millimetres; the white around it is the paper's. */
export function paymentCode(text: string): string {
  const { size, path } = qrPath(text);
  const scale = width / (size - 2 * quietZone);
  const from = (width - cross) / 2;
  const middle = width / 2;
  // White frame, black square, white cross: each arm is a sixth longer than it is wide.
  const [arm, long] = [1.17, 3.9];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${width}">`,
    `<g transform="scale(${scale}) translate(-${quietZone} -${quietZone})" shape-rendering="crispEdges"><path d="${path}"/></g>`,
    `<rect x="${from}" y="${from}" width="${cross}" height="${cross}" fill="#fff"/>`,
    `<rect x="${from + 0.5}" y="${from + 0.5}" width="${cross - 1}" height="${cross - 1}"/>`,
    `<rect x="${middle - arm / 2}" y="${middle - long / 2}" width="${arm}" height="${long}" fill="#fff"/>`,
    `<rect x="${middle - long / 2}" y="${middle - arm / 2}" width="${long}" height="${arm}" fill="#fff"/>`,
    '</svg>',
  ].join('');
}

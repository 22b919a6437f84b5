// A QR code (ISO/IEC 18004, error correction M) as one path, for paper and for pages.
import encodeQr from 'qr';

export interface QrPath {
  /** Modules on each side, quiet zone included. */
  size: number;
  /** `d` of an SVG path that is filled dark. */
  path: string;
}

/** Modules of white on each side, as scanners need it. */
export const quietZone = 4;

/** @param text what a scanner reads */
export function qrPath(text: string): QrPath {
  const rows = encodeQr(text, 'raw', { ecc: 'medium', border: quietZone });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { size: rows.length, path };
}

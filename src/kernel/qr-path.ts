// A QR code (ISO/IEC 18004, error correction M) as one path, for paper and for pages.
import encodeQr from 'qr';

export interface QrPath {
  /** Modules on each side, quiet zone included. */
  size: number;
  /** `d` of an SVG path that is filled dark. */
  path: string;
}

/** @param text what a scanner reads @param border modules of quiet zone; 0 where the paper around it is white anyway */
export function qrPath(text: string, border = 4): QrPath {
  const rows = encodeQr(text, 'raw', { ecc: 'medium', border });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { size: rows.length, path };
}

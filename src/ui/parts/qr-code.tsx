/** A code for the camera of another device; whoever can't scan it finds the same way as a link beside it. */
import type { VNode } from 'preact';

export interface QrCodeProps {
  /** Modules on each side, quiet zone included. */
  size: number;
  /** `d` of the path of all dark modules. */
  path: string;
  /** What scanning it does (WCAG 1.1.1). */
  label: string;
}

/** Always dark on white: scanners need the contrast in dark schemes, too. */
export function QrCode({ size, path, label }: QrCodeProps): VNode {
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect class="qr-ground" width={size} height={size} />
      <path class="qr-dark" d={path} />
    </svg>
  );
}

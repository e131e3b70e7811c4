/** An invitation's fingerprint with its QR code, drawn as one path: nothing is loaded, nothing is put in as a string of markup. */
import { create } from "qrcode";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** Modules of white around the code, without which many telephones do not find it. */
const quiet = 4;

export function Fingerprint({ fingerprint }: { readonly fingerprint: string }) {
  const { t } = useTranslation();
  const { path, size } = useMemo(() => drawn(fingerprint), [fingerprint]);
  return (
    <figure className="fingerprint">
      <svg role="img" aria-label={t("sync.fingerprint.qr")} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <figcaption>
        {t("sync.fingerprint.label")}
        <output className="fingerprint-digits">{fingerprint}</output>
        <span className="note">{t("sync.fingerprint.hint")}</span>
      </figcaption>
    </figure>
  );
}

function drawn(text: string): { readonly path: string; readonly size: number } {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const squares: string[] = [];
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) squares.push(`M${column + quiet} ${row + quiet}h1v1h-1z`);
  return { path: squares.join(""), size: modules.size + 2 * quiet };
}

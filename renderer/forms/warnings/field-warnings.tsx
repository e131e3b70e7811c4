/** Yellow words under a field. They come politely and never take the focus. */
import { useFieldWarnings } from "./context.tsx";
import { useWarningText } from "./use-warning-text.ts";

export function FieldWarnings({ path }: { readonly path: string }) {
  const textOf = useWarningText();
  const warnings = useFieldWarnings(path);
  if (warnings.length === 0) return null;
  return (
    <div className="field-warnings" role="status">
      {warnings.map((one) => (
        <p key={`${one.code}${JSON.stringify(one.params)}`}>{textOf(one)}</p>
      ))}
    </div>
  );
}

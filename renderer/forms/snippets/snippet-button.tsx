/** “常用语” beside the label of a long text. With the keyboard it is Ctrl+J in the text itself, so it takes no Tab stop. */
import { useTranslation } from "react-i18next";
import { useSnippetPicker } from "../../stores/snippet-picker.ts";

export function SnippetButton({ fieldId }: { readonly fieldId: string }) {
  const { t } = useTranslation();
  const open = useSnippetPicker((state) => state.open);
  return (
    <button
      type="button"
      className="snippet-button"
      tabIndex={-1}
      title={t("aids.snippetHint")}
      // The cursor stays where the text shall go.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        const element = document.getElementById(fieldId);
        if (element instanceof HTMLTextAreaElement) open(element);
      }}
    >
      {t("aids.snippets")}
    </button>
  );
}

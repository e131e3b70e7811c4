/** The keys of 常用语 in a long text. */
import { useCallback, type KeyboardEvent } from "react";
import { useSnippetPicker } from "../../stores/snippet-picker.ts";
import { snippetsNow } from "./all.ts";
import { lengthOf, snippetKeyOf } from "./expand.ts";
import { insertText } from "./insert.ts";

export function useSnippetKeys(): (event: KeyboardEvent<HTMLTextAreaElement>) => void {
  return useCallback((event) => {
    const element = event.currentTarget;
    const cursor = element.selectionStart === element.selectionEnd ? element.selectionStart : null;
    const key = snippetKeyOf(event.nativeEvent, element.value, cursor, snippetsNow());
    if (key === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (key.does === "list") useSnippetPicker.getState().open(element);
    else insertText(element, key.snippet.text, key.does === "expand" ? lengthOf(key.snippet) : 0);
  }, []);
}

/** The system's file dialog, by a file input: the page gets the files themselves, so a photo can be made smaller here. */
export function chooseFiles({ multiple }: { readonly multiple: boolean }): Promise<readonly File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = multiple;
  input.hidden = true;
  // In the document, because a browser under test looks for it there.
  document.body.append(input);
  return new Promise((resolve) => {
    const finish = (files: readonly File[]): void => {
      input.remove();
      resolve(files);
    };
    input.addEventListener("change", () => finish([...(input.files ?? [])]), { once: true });
    input.addEventListener("cancel", () => finish([]), { once: true });
    input.click();
  });
}

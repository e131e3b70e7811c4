export interface ChooseOptions {
  readonly multiple: boolean;
  /** Endings with their dots, by commas, as a file input takes them; every file when left out. */
  readonly accept?: string;
}

/**
 * The system's file dialog, by a file input: the page gets the files themselves, so a photo can be made smaller here. It opens
 * only inside a click or key press of the user.
 */
export function chooseFiles({ multiple, accept = "" }: ChooseOptions): Promise<readonly File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = multiple;
  input.accept = accept;
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

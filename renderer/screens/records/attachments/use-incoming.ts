/** Files that are dropped onto the window or pasted while a form is open. Dragged or pasted text stays text. */
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOf } from "../../../text/times.ts";

const carriesFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer !== null && transfer.types.includes("Files");

/** @param onFiles called once a drop or paste; null while nothing can be added here @returns whether files hang over the window */
export function useIncoming(onFiles: ((files: readonly File[], how: "dropped" | "pasted") => void) | null): boolean {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);

  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!carriesFiles(event.dataTransfer)) return;
    // Also where nothing can be added: a browser would leave the page for the file.
    event.preventDefault();
    event.dataTransfer.dropEffect = onFiles === null || isInDialog(event.target) ? "none" : "copy";
    setOver(onFiles !== null && !isInDialog(event.target));
  });
  const onLeave = useEffectEvent((event: DragEvent) => {
    // Leaving one element for another names the other; leaving the window names none.
    if (event.relatedTarget === null) setOver(false);
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    if (isInDialog(event.target)) return;
    const files = filesOf(event.dataTransfer);
    if (files.length > 0) onFiles?.(files, "dropped");
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const transfer = event.clipboardData;
    if (onFiles === null || transfer === null || transfer.files.length === 0 || isInDialog(event.target)) return;
    // Word and Excel put a picture of the text beside the text: in a field, the text is meant.
    if (isEditable(event.target) && transfer.getData("text/plain").trim() !== "") return;
    event.preventDefault();
    const files = [...transfer.files].map((file) => named(file, (time) => t("attachment.pasted", { time })));
    onFiles(files, "pasted");
  });

  useEffect(() => {
    const drag = (event: DragEvent) => onDrag(event);
    const leave = (event: DragEvent) => onLeave(event);
    const drop = (event: DragEvent) => onDrop(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    window.addEventListener("dragenter", drag);
    window.addEventListener("dragover", drag);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    document.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragenter", drag);
      window.removeEventListener("dragover", drag);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
      document.removeEventListener("paste", paste);
    };
  }, []);
  return isOver;
}

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(".ant-modal-wrap, .ant-drawer") !== null;

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches("input, textarea") || target.isContentEditable);

/** A dropped folder is passed on as an empty file, which is refused with a sentence. */
function filesOf(transfer: DataTransfer): File[] {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  if (items.length === 0) return [...transfer.files];
  return items.flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory === true) return [new File([], entry.name)];
    return item.getAsFile() ?? [];
  });
}

/** A picture from the clipboard is always called image.png. */
function named(file: File, nameAt: (time: string) => string): File {
  const match = /^image\.(\w+)$/i.exec(file.name);
  if (match === null) return file;
  const now = new Date();
  const clock = now.toTimeString().slice(0, 8).replaceAll(":", "");
  return new File([file], `${nameAt(`${dayOf(now)} ${clock}`)}.${match[1] ?? "png"}`, { type: file.type });
}

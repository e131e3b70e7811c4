/** A ledger dropped anywhere on the window. */
import { useEffect, useEffectEvent, useState } from "react";
import { useFiles } from "../../ui/use-files.ts";

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;

/** @returns whether a file hangs over the window now */
export function useDrop(onFile: (path: string) => void, isActive: boolean): boolean {
  const files = useFiles();
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent((dropped: readonly File[]) => {
    void files.takeFiles(dropped.slice(0, 1)).then(([path]) => {
      if (path !== undefined) onFile(path);
    });
  });
  useEffect(() => {
    if (!isActive) return;
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      take([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      setOver(false);
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [isActive]);
  return isOver;
}

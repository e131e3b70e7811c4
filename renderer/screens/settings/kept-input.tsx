/** A number that is taken when its field is left or Enter is pressed; what is typed until then is kept. */
import { InputNumber } from "antd";
import { z } from "zod";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useUnsaved } from "./editing/unsaved.ts";

const countSchema = z.number();

interface Props {
  /** `section.what`. */
  readonly name: string;
  readonly id?: string;
  readonly max: number;
  readonly saved: number;
  readonly onDone: (value: number) => void;
}

export function KeptInput({ name, id, max, saved, onDone }: Props) {
  const typed = useUnsaved(name, countSchema);
  const value = typed.value ?? saved;
  const take = (): void => {
    if (value !== saved) onDone(value);
    typed.put(null);
  };
  return (
    <>
      <InputNumber
        {...(id === undefined ? {} : { id })}
        min={1}
        max={max}
        precision={0}
        value={value}
        onChange={(next) => typed.put(next)}
        onBlur={take}
        onPressEnter={take}
      />
      <TypedNotice typed={typed} />
    </>
  );
}

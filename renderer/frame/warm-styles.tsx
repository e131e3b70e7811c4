/**
 * Has antd make the styles of the controls that lists and forms are built of while the PC is idle, one at a time, so that the first
 * list and the first form open as fast as the second. What is shown here is never seen, and gone when it is done.
 */
import { AutoComplete, Checkbox, Dropdown, Input, InputNumber, Radio, Segmented, Select, Switch, Tabs } from "antd";
import { useEffect, useState, type ReactElement } from "react";

/** In the order in which they are likely to be needed. */
const controls: readonly ReactElement[] = [
  <Select key="select" />,
  <Input.Search key="input" />,
  <Checkbox key="checkbox" />,
  <Dropdown key="dropdown" menu={{ items: [] }}>
    <span />
  </Dropdown>,
  <Segmented key="segmented" options={[]} />,
  <InputNumber key="number" />,
  <Input.TextArea key="text" />,
  <AutoComplete key="complete" />,
  <Radio key="radio" />,
  <Switch key="switch" />,
  <Tabs key="tabs" />,
];

export function WarmStyles(): ReactElement | null {
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (shown > controls.length) return undefined;
    const idle = requestIdleCallback(() => setShown((count) => count + 1));
    return () => cancelIdleCallback(idle);
  }, [shown]);
  const control = controls[shown - 1];
  return control === undefined ? null : <div hidden>{control}</div>;
}

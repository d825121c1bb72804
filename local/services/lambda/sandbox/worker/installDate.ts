/** Replaces `Date` by one that tells `now`. Whatever is given a moment of its own stays as it was. */
export function installDate(now: () => number): void {
  const MachineDate = Date;

  function CloudDate(...given: unknown[]) {
    // https://tc39.es/ecma262/#sec-date: called as a function, Date ignores its arguments.
    if (!new.target) return new MachineDate(now()).toString();
    return Reflect.construct(MachineDate, given.length === 0 ? [now()] : given, new.target);
  }

  Object.defineProperty(CloudDate, 'name', { value: 'Date' });
  Object.defineProperty(CloudDate, 'length', { value: MachineDate.length });
  CloudDate.prototype = MachineDate.prototype;
  Object.assign(CloudDate, { now, parse: MachineDate.parse, UTC: MachineDate.UTC });
  Object.defineProperty(MachineDate.prototype, 'constructor', {
    value: CloudDate,
    writable: true,
    configurable: true,
  });
  globalThis.Date = CloudDate as unknown as DateConstructor;
}

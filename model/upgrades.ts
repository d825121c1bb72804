import type { Upgrade } from './messageFormats.ts';

/**
 * Events of bookings said nothing of being applied before raw events could be left unapplied: all of them were. One that
 * says `applied` in any way is of a later version. Workers do only what is stored, whatever an event says.
 */
export const markEventApplied: Upgrade = {
  name: 'markEventApplied',
  upgrade: (json) => {
    if (!isObject(json) || !isObject(json.detail) || 'applied' in json.detail) return json;
    return { ...json, detail: { ...json.detail, applied: true } };
  },
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const apartmentTypes = ['SINGLE_ROOM', 'DOUBLE_ROOM', 'VILLA'] as const;

/** The price of a night in an apartment that has none of its own, in whole cents. */
export const usualNightlyCents: Record<(typeof apartmentTypes)[number], number> = {
  SINGLE_ROOM: 8_000,
  DOUBLE_ROOM: 12_000,
  VILLA: 125_000,
};

/** 0 is Sunday. */
export const weekdays = [
  'SUNDAY',
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
] as const;

export const apartmentStatuses = ['VACANT', 'OCCUPIED'] as const;

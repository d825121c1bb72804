export const apartmentTypes = ['SINGLE_ROOM', 'DOUBLE_ROOM', 'VILLA'] as const;

export const apartmentStatuses = ['VACANT', 'OCCUPIED'] as const;

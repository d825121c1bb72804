import type { PlaceNameFragment } from './bookings.documents.ts';

/** An apartment as people call it. */
export const placeWords = (apartment: PlaceNameFragment | null): string => {
  if (!apartment) return 'An apartment that is gone';
  const { apartmentNumber, building } = apartment;
  return `Apartment ${apartmentNumber}${building ? `, ${building.name}` : ''}`;
};

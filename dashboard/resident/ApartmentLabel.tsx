import { useData } from '../data/hooks.ts';
import { ApartmentNameDocument, BuildingNameDocument } from './bookings.documents.ts';

/** An apartment as people call it. */
export function ApartmentLabel({ id }: { readonly id: string }) {
  const { data: found } = useData(ApartmentNameDocument, { id });
  const apartment = found?.apartment;
  const { data: building } = useData(BuildingNameDocument, apartment ? { id: apartment.buildingId } : null);
  if (found && !apartment) return 'An apartment that is gone';
  return `Apartment ${apartment?.apartmentNumber ?? '…'}${building?.getBuilding ? `, ${building.getBuilding.name}` : ''}`;
}

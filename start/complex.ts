/** The small complex a first visitor finds: plain data, created through the public API. */

/** Everyone's: nothing of it leaves this machine. */
export const PASSWORD = 'Frontdesk-2027';

export const users = [
  { username: 'admin', groups: ['Admins'], userType: 'ADMIN', firstName: 'Ada', lastName: 'Mann' },
  {
    username: 'caretaker',
    groups: ['Caretakers'],
    userType: 'CARETAKER',
    firstName: 'Carl',
    lastName: 'Keller',
  },
  { username: 'tenant1', groups: ['Tenants'], userType: 'TENANT', firstName: 'Tara', lastName: 'Obi' },
  { username: 'tenant2', groups: ['Tenants'], userType: 'TENANT', firstName: 'Tomas', lastName: 'Ruiz' },
  { username: 'tenant3', groups: ['Tenants'], userType: 'TENANT', firstName: 'Tui', lastName: 'Ngata' },
] as const;

export const emailOf = (username: string) => `${username}@frontdesk.example`;

export const buildings = [
  {
    name: 'Harbour House',
    address: { streetAddress: '1 Quay Street', postalCode: '20457', city: 'Hamburg', country: 'DE' },
  },
  {
    name: 'Garden Court',
    address: { streetAddress: '24 Orchard Lane', postalCode: '1012', city: 'Amsterdam', country: 'NL' },
  },
] as const;

export const apartments = [
  { apartmentNumber: '101', apartmentType: 'SINGLE_ROOM', numberOfRooms: 1, kitchen: false },
  { apartmentNumber: '102', apartmentType: 'SINGLE_ROOM', numberOfRooms: 1, kitchen: true },
  { apartmentNumber: '201', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 2, kitchen: true },
  { apartmentNumber: '202', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 2, kitchen: true },
  { apartmentNumber: '301', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 3, kitchen: true },
  { apartmentNumber: '401', apartmentType: 'VILLA', numberOfRooms: 5, kitchen: true },
] as const;

/** Every column a CSV file may have, and what its fields hold. */
export const columns: Readonly<Record<string, 'text' | 'number'>> = {
  type: 'text',
  sku: 'text',
  units: 'number',
  lotId: 'text',
  orderId: 'text',
  price: 'number',
  userId: 'text',
  apartmentId: 'text',
  startDate: 'text',
  endDate: 'text',
  serviceId: 'text',
  serviceName: 'text',
  dateTime: 'text',
  clientToken: 'text',
};

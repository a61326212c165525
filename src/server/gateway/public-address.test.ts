import { describe, expect, test } from 'vitest';
import { isOwnNetworkAddress, isPublicAddress } from './public-address.ts';

describe('[W3] isPublicAddress', () => {
  test.each([
    '93.184.215.14',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.0',
    '192.169.0.1',
    '100.63.255.255',
    '2606:4700::1111',
    '2a00:1450:4001:82a::200e',
    '64:ff9b::5db8:d70e',
    '64:ff9b::93.184.215.14',
  ])('lets %s through', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    // This computer
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '::1',
    '0:0:0:0:0:0:0:1',
    // Private networks
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '100.64.0.1',
    'fc00::1',
    'fd12:3456::1',
    'fec0::1',
    // Link-local, and what clouds keep there and elsewhere
    '169.254.0.1',
    '169.254.169.254',
    '169.254.170.2',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    // An IPv4 address inside
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2002:a9fe:a9fe::1',
    '2001:0:7f00:1::',
    // Reserved, documentation, several receivers
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.7',
    '192.88.99.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '100::1',
    '2001:db8::1',
    '2001:20::1',
    '3fff::1',
    'ff02::1',
    '4000::1',
    // No address as a resolver gives it
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '127.1',
    '127.0.0.01',
    '256.1.1.1',
    '1::2::3',
    '2606:4700',
    '2606:4700::1111%1',
    '1.1.1.1.',
    '',
    'example.com',
  ])('stops %j', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('isOwnNetworkAddress', () => {
  test.each(['10.0.0.1', '172.20.0.1', '192.168.1.1', 'fd12::1', 'fc00::1'])('takes %s', (address) => {
    expect(isOwnNetworkAddress(address)).toBe(true);
  });

  test.each(['127.0.0.1', '169.254.169.254', '100.100.100.200', '::1', 'fe80::1', 'fd00:ec2::254', '8.8.8.8', 'x'])(
    'does not take %s',
    (address) => {
      expect(isOwnNetworkAddress(address)).toBe(false);
    },
  );
});

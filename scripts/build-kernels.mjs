// Compiles kernels/pack.ts to WebAssembly and writes it as a module, so that neither bundlers nor Node need to load a file.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const root = resolve(import.meta.dirname, '..');
const target = 'src/git/pack/pack-kernel-wasm.ts';

/** The text of the module that holds the compiled kernel. */
export async function compileKernel() {
  let binary;
  const { error } = await main(
    [
      'kernels/pack.ts',
      '--baseDir',
      root,
      '--runtime',
      'stub',
      '-O3',
      '--converge',
      '--noAssert',
      '--enable',
      'bulk-memory',
      '--enable',
      'simd',
      '--initialMemory',
      '2',
      '-o',
      'kernel.wasm',
    ],
    {
      writeFile: (name, content) => {
        if (name === 'kernel.wasm') binary = content;
      },
    },
  );
  if (error !== null || binary === undefined)
    throw new Error(`kernels/pack.ts does not compile: ${String(error)}`, { cause: error });
  return `/** kernels/pack.ts, compiled by scripts/build-kernels.mjs: WebAssembly in base64. */\nexport const packKernelWasm =\n  '${Buffer.from(binary).toString('base64')}';\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(resolve(root, target), await compileKernel());
  process.stdout.write(`wrote ${target}\n`);
}

const quantization =
  /[-_.@](?:i1[-_.])?(?:i?q\d(?:[_-](?:k|[0-9])(?:[_-](?:xss|xs|s|m|l|xl))?|[_-](?:xxs|xs|s|m|nl))?|f(?:p)?(?:16|32|8)|bf16|mxfp4|nvfp4|\d(?:\.\d+)?[-_]?(?:bit|bpw)|awq|gptq|exl[23])$/i;
const packaging = /[-_.](?:gguf|mlx|i1)$/i;

/**
 * The model that quantizations and packagings of it share, e.g. `gemma-2-27b-it` for `bartowski/gemma-2-27b-it@iq4_xs`
 * and for `gemma-2-27b-it-i1-GGUF`.
 */
export function baseModel(modelId: string): string {
  let name = (modelId.split('/').at(-1) ?? modelId).toLowerCase().replace(/:\d+$/, '');
  for (let before = ''; before !== name;) {
    before = name;
    name = name.replace(packaging, '').replace(quantization, '');
  }
  return name === '' ? modelId : name;
}

"""A small knowledge with every list, as files: enough to try each kind of reference and nested part."""

ORGANIZATIONS = """
organizations:
  - slug: meta
    name: Meta
    website: https://ai.meta.com/
    summary: {en: Publishes Llama., zh-hant: 發布 Llama。}
  - slug: evalplus
    name: EvalPlus
licences:
  - slug: llama-2
    name: Llama 2 Community License
    commercial_use: limited
kinds:
  - slug: base
    specialisation: general
    tuning: base
    position: 1
    name: {en: Base, zh-hant: 基礎}
    summary: {en: Pretrained only., zh-hant: 只經預訓練。}
  - slug: coder
    specialisation: code
    tuning: base
    position: 2
    name: {en: Coder, zh-hant: 程式碼}
    summary: {en: Trained on code., zh-hant: 以程式碼訓練。}
training_methods:
  - slug: fim
    abbreviation: FIM
    name: {en: Fill in the middle, zh-hant: 中間填空}
    summary: {en: Learns to fill a gap., zh-hant: 學習填補缺口。}
"""

# The descendant stands before its ancestor, and each names the other.
FAMILIES = """
families:
  - slug: code-llama
    name: Code Llama
    organization: meta
    derived_from: llama-2
    released_on: 2023-08-24
    summary:
      en: Starts from Llama 2.
      zh-hant: 以 Llama 2 為起點。
    citations:
      - source: arxiv-2308.12950
        field: derived_from
        locator: Section 2
        quote: "Code Llama is initialised from Llama 2."
        quote_translation: {zh-hant: 「Code Llama 以 Llama 2 初始化。」}
        verdict: supports
        basis: opened
        checked_on: 2026-11-01
        note: {en: Said outright., zh-hant: 直接寫明。}
  - slug: llama-2
    name: Llama 2
    organization: meta
    superseded_by: code-llama
    released_on: 2023-07
    summary: {en: A general family., zh-hant: 通用系列。}
models:
  - slug: code-llama-7b
    name: Code Llama 7B
    family: code-llama
    kind: coder
    total_params: 6.7B
    context_window: 16K
    licence: llama-2
    open_weights: true
    released_on: 2023
    based_on: llama-2-7b
    training_methods: [fim]
    aliases:
      - {name: "codellama:7b", where: ollama}
    citations:
      - source: arxiv-2308.12950
        field: context_window
  - slug: llama-2-7b
    name: Llama 2 7B
    family: llama-2
    kind: base
    total_params: "6738415616"
"""

CAPABILITIES = """
capabilities:
  - slug: fill-in-the-middle
    group: code
    position: 1
    name: {en: Fill in the middle, zh-hant: 中間填空}
    summary: {en: Completes between two ends., zh-hant: 補全中間的內容。}
use_cases:
  - slug: tab-completion
    group: code
    position: 1
    name: {en: Tab completion, zh-hant: 自動補全}
    summary: {en: Completes as you type., zh-hant: 邊打邊補。}
    answer: {en: Take a Coder., zh-hant: 選用程式碼模型。}
    needs:
      - capability: fill-in-the-middle
        required: true
        weight: 5
        reason: {en: The cursor stands in the middle., zh-hant: 游標在中間。}
aspects:
  - slug: purpose
    group: character
    position: 1
    name: {en: Purpose, zh-hant: 用途}
statements:
  - subject: kind:coder
    aspect: purpose
    as_of: 2026-11-01
    text: {en: Writing code., zh-hant: 撰寫程式碼。}
ratings:
  - subjects: [model:code-llama-7b, kind:coder]
    capability: fill-in-the-middle
    level: partial
    note: {en: Not at every size., zh-hant: 並非各種大小皆可。}
    citations:
      - source: arxiv-2308.12950
languages:
  - subjects: [family:code-llama]
    purpose: programming
    languages: [python, c++]
    level: yes
"""

EVIDENCE = """
sources:
  - key: arxiv-2308.12950
    kind: paper
    title: "Code Llama: Open Foundation Models for Code"
    url: https://arxiv.org/abs/2308.12950?utm_source=chatgpt.com
    published_on: 2023-08
    interest: interested
  - key: founding-note
    kind: self
    title: Instruct and Coder
    interest: unknown
benchmarks:
  - slug: humaneval
    name: HumanEval
    domain: code
    capabilities: [fill-in-the-middle]
    summary: {en: Writes functions., zh-hant: 撰寫函式。}
    misses: {en: Editing., zh-hant: 修改。}
protocols:
  - slug: humaneval-paper
    benchmark: humaneval
    shots: 0
    chat_template: n/a
scores:
  - protocol: humaneval-paper
    evaluator: meta
    source: arxiv-2308.12950
    run: table-2
    values:
      - model: code-llama-7b
        value: 33.50
        raw_name: Code Llama 7B
        raw_place: Table 2
      - model: llama-2-7b
        value: "12.2"
        raw_name: Llama 2 7B
        raw_place: Table 2
tools:
  - slug: editor
    name: Some Editor
    families: [code-llama, llama-2]
    summary: {en: Uses models., zh-hant: 使用模型。}
"""

NOTES = """
notes:
  - slug: overview
    kind: overview
    position: 1
    as_of: 2026-11-01
    title: {en: Overview, zh-hant: 總覽}
    summary: {en: In short., zh-hant: 簡述。}
    body:
      en: |
        A paper says so [@arxiv-2308.12950].

        - one
      zh-hant: |
        論文如此說 [@arxiv-2308.12950]。
seed_claims:
  - number: 8
    section: coder
    outcome: corrected
    decided_on: 2026-11-01
    source_lang: zh-hant
    words: {zh-hant: 中間填充, en: fill in the middle}
    reason: {en: Not at every size., zh-hant: 並非各種大小皆可。}
    links:
      - rating:model:code-llama-7b/fill-in-the-middle
      - statement:kind:coder/purpose
      - note:overview
comparisons:
  - slug: base-and-coder
    position: 1
    columns: [kind:base, model:code-llama-7b]
    title: {en: Base and Coder, zh-hant: 基礎與程式碼}
    introduction: {en: Side by side., zh-hant: 並列比較。}
terms:
  - slug: fim
    english: fill in the middle
    chinese: 中間填空
    chinese_synonyms: [中間填充]
    status: draft
    definition: {en: Filling a gap., zh-hant: 填補缺口。}
"""

FILES = {
    "organizations.yaml": ORGANIZATIONS,
    "families/code-llama.yaml": FAMILIES,
    "capabilities.yaml": CAPABILITIES,
    "evidence.yaml": EVIDENCE,
    "notes/notes.yaml": NOTES,
}
ENTRIES = 29

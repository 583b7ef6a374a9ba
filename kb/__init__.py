"""Duizhao 對照: a bilingual knowledge base that sets Instruct and Coder language models side by side."""

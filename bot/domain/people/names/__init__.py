"""Whether two written names are of one person.

Titles, case, signs, kinds of apostrophe and spaces tell nothing: `MA'RUF HIDAYAT` is `Drs. H. Ma’ruf Hidayat, M.Si.`, and
`Nurhayati` is `Nur Hayati`. A slip of the pen tells little: it is forgiven where all else agrees.
"""

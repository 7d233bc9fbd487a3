"""Three months of piket: rota, swaps, reports, incidents and troubles, with books that are kept from the phones."""

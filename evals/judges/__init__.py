"""Who says whether passages carry a claim: judges behind one interface, none of them the gate."""

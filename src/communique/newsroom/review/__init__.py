"""Old pages that were read with too little confidence: judged at the desk before they go in."""
